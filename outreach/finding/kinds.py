"""What a printed word can be: a title, a role, another office, glue between names, or a name.

Convention: one letter for each kind; a word that is in no table is a name when it is capitalised.
"""

from __future__ import annotations

HOUSE = "H"  #: title of a member of the House
SENATE = "S"  #: title of a senator
COURTESY = "C"  #: Mr., Ms., The Honorable: says nothing about the office
ROLE = "R"  #: office inside Congress: chairman, ranking member, whip
OTHER = "X"  #: an office outside Congress
GLUE = "g"  #: words between names in a list
PARTICLE = "p"  #: small words inside a surname
STOP = "s"  #: never part of a name
NAME = "n"
LOWER = "l"

_TABLE = {
    HOUSE: "rep reps representative representatives congressman congresswoman congressmen congresswomen congressperson "
    "congressmember congressmembers cong del delegate delegates congressional-member rep. reps.",
    SENATE: "sen sens senator senators",
    COURTESY: "mr mrs ms miss dr hon honorable messrs",
    ROLE: "chair chairman chairwoman chairperson chairmen chairs co-chair co-chairs cochair cochairs co-chairman "
    "co-chairwoman co-chairmen ranking member members leader leaders speaker whip minority majority co-lead co-leads "
    "democratic republican democrat democrats republicans vice-chair assistant resident emeritus",
    OTHER: "gov governor governors lt lieutenant mayor mayors secretary secretaries sec president presidents attorney "
    "ag ambassador ambassadors commissioner administrator director inspector judge justice general gen colonel col "
    "captain capt sergeant sheriff councilman councilwoman councilmember assemblyman assemblywoman assemblymember "
    "assemblymembers treasurer comptroller superintendent minister chancellor rabbi rev reverend ceo cfo founder "
    "professor prof spokesman spokeswoman spokesperson former ex-president undersecretary counsel solicitor pastor "
    "imam archbishop chief commissioners premier prince princess admiral adm czar envoy officer postmaster "
    "prosecutor sgt maj lieutenant-governor alderman late acting deputy analyst manager adviser advisor coordinator "
    "elect designate",
    GLUE: "and as well along with other others also including",
    PARTICLE: "de la los del della da di van von der den du le st",
    STOP: "the a an in on at to of for from by we our i it its this that these those he she they his her their who "
    "which when while after before since because but or if not no yes today yesterday tomorrow now then there here "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday congress congressional house senate committee subcommittee caucus act bill "
    "resolution washington united states u.s us u.s.a america american americans federal government department agency "
    "administration national international association council coalition institute foundation union alliance center "
    "network fund society organization organizations group groups project campaign action office press release "
    "contact letter letters full text list copy page print email share tweet next previous article news media "
    "dear sincerely respectfully signed signatories signatory signers cosigners co-signers cosponsors co-sponsors "
    "sponsor sponsors cosponsor white court supreme district city county university college school health human "
    "services defense homeland security state treasury energy education labor commerce agriculture transportation "
    "justice veterans affairs foreign relations judiciary appropriations oversight intelligence armed budget finance "
    "ways means natural resources science technology small business rules ethics administration pro tempore vice "
    "introduced following joined read click view download related tags background immediate release "
    "street avenue ave nw ne sw se suite room building dc d.c phone fax bipartisan bicameral delegation "
    "problem solvers progressive freedom blue dog pm am et est edt original signature signatures name names party "
    "however therefore additionally finally specifically last earlier more than statement statements photo video "
    "support supporters endorsed endorsing endorsers supporting supported under over between against about with "
    "without during through such many most all both each every some any thank thanks please sent cc bcc re attn "
    "attention via whereas resolved be enacted section sec. title subtitle amendment law code "
    "year years month week day days time new-york-times post journal tribune herald times gazette",
}

KINDS: dict[str, str] = {}
for _kind, _text in _TABLE.items():
    for _word in _text.split():
        KINDS.setdefault(_word, _kind)

#: Of what somebody in Congress may be dean, secretary or treasurer.
IN_CONGRESS_TEXT = "house senate congress congressional delegation caucus helsinki csce conference"
IN_CONGRESS = frozenset(IN_CONGRESS_TEXT.split())

#: The chamber that a title says.
CHAMBERS = {HOUSE: "house", SENATE: "senate"}

#: A party by itself behind a comma or in a cell.
PARTIES = ("D", "R", "I")

#: Titles that stand before several names.
PLURAL_TEXT = "reps representatives congressmen congresswomen congressmembers delegates sens senators messrs"
PLURAL = frozenset(PLURAL_TEXT.split())


def kind_of(word: str) -> str:
    """The kind of a printed word."""
    low = word.lower()
    if len(low) == 2 and low[1] == ".":
        return NAME
    kind = KINDS.get(low) or KINDS.get(low.rstrip("."), "")
    if low.endswith(("-elect", "-designate", "-nominee")):
        return OTHER
    if word[0].isupper():
        return NAME if kind in ("", PARTICLE) else kind
    return kind if kind and kind not in (STOP, COURTESY) else LOWER
