(() => {
  "use strict";

  // A cell sorts by its data-sort if it has one, else by its text; numbers as numbers, blanks last.
  const valueOf = (cell) => (cell.dataset.sort ?? cell.textContent).trim();
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const compare = (a, b, down) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    return collator.compare(a, b) * (down ? -1 : 1);
  };

  const sortBy = (table, header) => {
    const index = [...header.parentNode.children].indexOf(header);
    const down = header.getAttribute("aria-sort") === "ascending";
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const limit = rows.length - rows.filter((row) => row.classList.contains("beyond")).length;
    rows
      .map((row, place) => ({ row, place, value: valueOf(row.cells[index]) }))
      .sort((a, b) => compare(a.value, b.value, down) || a.place - b.place)
      .forEach((item, place) => {
        item.row.classList.toggle("beyond", place >= limit);
        body.append(item.row);
      });
    for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  const makeSortable = (table) => {
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sortBy(table, header));
    }
  };

  const filter = (table, words, status) => {
    const rows = [...table.tBodies[0].rows];
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    table.classList.toggle("searched", words.length > 0);
    status.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
  };

  // A long table begins with its first rows; a search or the button below it shows the others.
  const makeShort = (table) => {
    const hidden = table.querySelectorAll("tr.beyond").length;
    if (!hidden) return;
    const button = document.createElement("button");
    const toggle = () => {
      const short = table.classList.toggle("short");
      button.setAttribute("aria-expanded", String(!short));
      button.textContent = short ? `Show ${hidden} more` : "Show fewer";
    };
    button.type = "button";
    button.className = "more";
    button.addEventListener("click", toggle);
    table.parentNode.after(button);
    toggle();
  };

  const makeFilter = (table, number) => {
    const box = document.createElement("p");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const status = document.createElement("span");
    box.className = "filter";
    input.type = "search";
    input.id = `filter-${number}`;
    input.autocomplete = "off";
    label.htmlFor = input.id;
    label.textContent = "Show rows with";
    status.setAttribute("role", "status");
    input.addEventListener("input", () => {
      filter(table, input.value.toLowerCase().split(/\s+/).filter(Boolean), status);
    });
    box.append(label, input, status);
    table.parentNode.before(box);
  };

  document.querySelectorAll("table.lively").forEach((table, number) => {
    makeSortable(table);
    makeShort(table);
    if (table.tBodies[0].rows.length > 5) makeFilter(table, number);
  });
})();
