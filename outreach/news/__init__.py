"""What a sync brought: what moved in the data, what that means for us, and what earlier ones meant."""

from .following import Unsent, unsent
from .keeping import Meaning, about, keep, kept
from .meaning import consequences
from .telling import told

__all__ = ["Meaning", "Unsent", "about", "consequences", "keep", "kept", "told", "unsent"]
