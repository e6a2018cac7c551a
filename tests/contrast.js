// Texts of the page whose contrast with their background is under 4.5 to 1, as JSON.
(() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) =>
    0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    if (element.ownerSVGElement) {
      const tile = element.parentElement.querySelector("rect");
      return tile ? numbers(getComputedStyle(tile).fill) : [255, 255, 255];
    }
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.body.querySelectorAll("*:not(script, style, title, desc)")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!text || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const colour = numbers(element.ownerSVGElement ? style.fill : style.color);
    const found = ratio(colour, behind(element));
    if (found < 4.5) faint.push([element.textContent.trim().slice(0, 40), Number(found.toFixed(2))]);
  }
  return JSON.stringify(faint);
})();
