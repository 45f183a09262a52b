// A small menu beside a button.

import { el, icon } from "./dom.js";

/** Opens one; entries are { icon, label, do }. */
export function openMenu(button, entries) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto" });
  const items = entries.map((entry) =>
    el("button", { type: "button", role: "menuitem", tabindex: -1, class: entry.danger && "danger" }, icon(entry.icon), entry.label),
  );
  items.forEach((item, index) =>
    item.addEventListener("click", () => {
      menu.hidePopover();
      entries[index].do();
    }),
  );
  menu.append(...items);
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    }
  });
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") {
      const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
      menu.remove();
      button.setAttribute("aria-expanded", "false");
      if (inside) {
        button.focus();
      }
    }
  });
  (button.closest("dialog, aside, header, main") ?? document.body).append(menu);
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  button.setAttribute("aria-expanded", "true");
  items[0].focus();
}

function place(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4 + height < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
}
