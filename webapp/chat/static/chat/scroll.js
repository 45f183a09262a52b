// Stays at the end while an answer grows, unless the reader has scrolled away.

const NEAR = 60;

export class Scroll {
  #scroller;
  #button;
  #follows = true;
  #top = 0;

  constructor(scroller, button) {
    this.#scroller = scroller;
    this.#button = button;
    scroller.addEventListener("scroll", () => this.#look(), { passive: true });
    button.addEventListener("click", () => this.toEnd());
    // Formulas and fonts come later than the text.
    const sizes = new ResizeObserver(() => this.keep());
    sizes.observe(scroller);
    sizes.observe(scroller.firstElementChild);
  }

  #look() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only going up ends it: growing text moves the end away, too.
    this.#follows = atEnd || (this.#follows && scrollTop >= this.#top);
    this.#top = scrollTop;
    this.#button.hidden = atEnd;
  }

  /** After something was drawn. */
  keep() {
    if (this.#follows) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    } else {
      this.#look();
    }
  }

  toEnd() {
    this.#follows = true;
    this.keep();
    this.#look();
  }
}
