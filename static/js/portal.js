// Says how many characters are left in a long text. Everything works without it: the server checks the length.
const WAIT = 1000;

function counter(area) {
  const most = Number(area.dataset.maxlength);
  const words = document.documentElement.dataset;
  const seen = document.createElement("p");
  const heard = document.createElement("p");
  let timer;
  seen.className = "govuk-hint app-count";
  seen.setAttribute("aria-hidden", "true");
  heard.className = "govuk-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  const say = () => {
    const left = most - area.value.length;
    const text = (left < 0 ? words.tooMany : words.left).replace("{}", Math.abs(left).toLocaleString(document.documentElement.lang));
    seen.classList.toggle("app-count--over", left < 0);
    seen.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { heard.textContent = text; }, WAIT);
  };
  area.addEventListener("input", say);
  area.after(seen, heard);
  say();
}

document.querySelectorAll("textarea[data-maxlength]").forEach(counter);

// Some browsers forget that a table is one when its parts are laid out as blocks, as they are on a narrow screen.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

document.querySelectorAll(".app-stack").forEach((table) => {
  [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")].forEach((part) => { part.setAttribute("role", ROLES[part.tagName]); });
  table.querySelectorAll("th").forEach((part) => { part.setAttribute("role", part.scope === "row" ? "rowheader" : "columnheader"); });
});

// Changes text size and page colour where the reader is: nothing that was typed is lost. Without it another tab opens.
function looks(form) {
  const page = document.documentElement;
  const heard = document.createElement("p");
  heard.setAttribute("role", "status");
  heard.className = "govuk-hint";
  form.append(heard);
  form.querySelector(".app-display__elsewhere")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = new FormData(form);
    try {
      await fetch(form.action, { method: "POST", body: new URLSearchParams(chosen), redirect: "manual" });
    } catch {
      form.submit();
      return;
    }
    page.classList.remove(...[...page.classList].filter((name) => /^app-(size|colour)-/.test(name)));
    page.classList.add(`app-size-${chosen.get("size")}`, `app-colour-${chosen.get("colour")}`);
    heard.textContent = page.dataset.looksChanged ?? "";
  });
}

document.querySelectorAll(".app-display").forEach(looks);
