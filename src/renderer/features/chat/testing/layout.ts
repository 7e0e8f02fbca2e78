/**
 * The part of a browser's layout that a virtual list asks for and jsdom does not have: a scroller is as high as a window, a
 * row has a height, and scrolling scrolls. Import it for its effect.
 */
const windowHeight = 800;
const rowHeight = 40;

/** Nothing here ever changes its size. */
class StillResizeObserver implements ResizeObserver {
  readonly observe = () => undefined;
  readonly unobserve = () => undefined;
  readonly disconnect = () => undefined;
}

globalThis.ResizeObserver ??= StillResizeObserver;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.getAnimations = () => [];
Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number) {
  this.scrollTop = typeof options === 'object' ? (options.top ?? 0) : 0;
  // A browser tells of a scroll at the next frame, never in the middle of the call.
  setTimeout(() => this.dispatchEvent(new Event('scroll')));
};

function heightOf(this: HTMLElement): number {
  return this.dataset['index'] === undefined ? windowHeight : rowHeight;
}

Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 600 },
  offsetHeight: { configurable: true, get: heightOf },
  clientHeight: { configurable: true, get: heightOf },
  scrollHeight: {
    configurable: true,
    get(this: HTMLElement) {
      const content = this.firstElementChild;
      return content instanceof HTMLElement
        ? Number.parseFloat(content.style.height) || windowHeight
        : windowHeight;
    },
  },
});
