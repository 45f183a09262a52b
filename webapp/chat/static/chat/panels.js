// The sidebar: beside the conversation where there is room, over it where there is not.

import { byId } from "../shared/dom.js";
import { load, save } from "../shared/storage.js";

const NAME = "sidebar";

export function layOutSidebar() {
  const narrow = matchMedia("(max-width: 860px)");
  const toggle = byId("toggle-sidebar");
  const sidebar = byId("sidebar");

  function show(open) {
    document.documentElement.dataset.sidebar = open ? "open" : "closed";
    sidebar.inert = !open;
    toggle.setAttribute("aria-expanded", String(open));
    document.querySelector(".stage").inert = open && narrow.matches;
  }

  const isOpen = () => document.documentElement.dataset.sidebar === "open";
  const fit = () => show(!narrow.matches && load(NAME) !== "closed");

  function choose(open) {
    show(open);
    if (!narrow.matches) {
      save(NAME, open ? null : "closed");
    }
    (open ? (narrow.matches ? byId("close-sidebar") : toggle) : toggle).focus();
  }

  fit();
  narrow.addEventListener("change", fit);
  toggle.addEventListener("click", () => choose(!isOpen()));
  byId("close-sidebar").addEventListener("click", () => choose(false));
  byId("scrim").addEventListener("click", () => choose(false));
  sidebar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow.matches) {
      choose(false);
    }
  });
  return {
    closeOnPhone: () => narrow.matches && show(false),
    search: () => {
      show(true);
      byId("search").focus();
    },
  };
}
