// <unit-variance figure="cube" norm="group" groups="4"></unit-variance> shows one figure of the lesson in a page of any origin.
// It becomes an iframe on the lesson's own page (a worker must share its page's origin) and is as tall as its content. Attributes
// that are keys of the lesson's URL language count, with or without `data-` before them; what else stands there is the host's.
// www/EMBED.md of the project says what a host page can set, ask and hear. Works as a classic script, a module and by import().
(function () {
  "use strict";

  // Written in when the page is built, each from its one source: the keys of the language, those that are on or off, the
  // languages that there are, what the still picture's button says, and what stands where a frame was kept out.
  var KEYS = "%keys%".split(" ");
  var SWITCHES = "%switches%".split(" ");
  var LANGUAGES = "%languages%".split(" ");
  var START = "%start%";
  var BLOCKED = "%blocked%";

  // Each figure's height until it says its own, in pixels: in a wide frame, in one of at least 768, in a narrower one of about 400.
  var HEIGHTS = {
    lab: [1501, 2236, 3730], chain: [402, 402, 788], sum: [695, 736, 1417], slopes: [463, 463, 1138], race: [1127, 1272, 2375],
    map: [786, 854, 1144], neighbours: [569, 593, 1434], cube: [1330, 1548, 2540], quiet: [866, 894, 1466], why: [869, 915, 1746],
    contours: [730, 777, 1621], contrast: [676, 776, 1595], sweep: [873, 919, 1464], weight: [1364, 1477, 2498], time: [1032, 1078, 1916],
  };
  // Where the lesson's own layout changes, and the place of a figure that has no height here.
  var WIDTHS = [1088, 768];
  var OTHER = [800, 900, 1500];
  var MOST = 20000;
  // Milliseconds after its `load` event in which a page that may be framed has said so.
  var PATIENCE = 1500;

  // Where this file came from, after all redirects. A module has no `currentScript`, and a classic script may not name
  // `import.meta`; both can look at where they stand.
  function own() {
    var found = /(?:https?|file|chrome-extension):\/\/[^\s()]+?(?=:\d+:\d+)/.exec(String(new Error().stack));
    var script = document.currentScript || document.querySelector("script[src*='embed.js']");
    return found ? found[0] : script ? script.src : document.baseURI;
  }

  var file = own();
  var base = new URL("index.html", file);

  // The link's keys among an element's attributes.
  function asked(element) {
    var keys = {};
    // Beside `height`, which is no key, `width` is a size, as it is on an iframe.
    var sized = element.hasAttribute("height");
    for (var attribute of element.attributes) {
      var prefixed = attribute.name.indexOf("data-") === 0;
      var key = prefixed ? attribute.name.slice(5) : attribute.name;
      if (KEYS.indexOf(key) < 0 || (!prefixed && (key === "lang" || (key === "width" && sized)))) continue;
      if (attribute.value !== "") keys[key] = attribute.value;
      else if (SWITCHES.indexOf(key) >= 0) keys[key] = "1";
    }
    // `lang` is HTML's, and what it says of the element or around it counts where the lesson speaks that language.
    var around = element.closest("[lang]") || document.documentElement;
    var language = around.lang.toLowerCase().split("-")[0];
    if (!keys.lang && LANGUAGES.indexOf(language) >= 0) keys.lang = language;
    return keys;
  }

  function merged(keys, changes) {
    var all = Object.assign({}, keys, changes);
    for (var key of Object.keys(all)) if (all[key] === null) delete all[key];
    return all;
  }

  function address(element, keys) {
    var url = new URL(element.getAttribute("src") || base, document.baseURI);
    // English lies at the top, every other language in a folder of its own.
    if (LANGUAGES.indexOf(keys.lang) > 0) url = new URL(keys.lang + "/index.html", url);
    url.hash = new URLSearchParams(keys).toString().replace(/%2C/gi, ",");
    return url.href;
  }

  // On paper a frame cannot go on on the next sheet. It is as wide as the lesson's pages are there and as tall as what it prints
  // (said before: while the host is printed it is too late to ask), and scaled to the column and to the sheet. The tangent of
  // an arc tangent is how the quotient of two lengths is written everywhere.
  var FIT = "--fit:min(1,tan(atan2(100cqi,704px)),tan(atan2(96vh,var(--print))))";
  var PAPER = ":host{container-type:inline-size;contain-intrinsic-inline-size:704px}" +
    ".sheet[style]{contain:size;block-size:calc(var(--print)*var(--fit));" + FIT + "}" +
    ".sheet[style] iframe{max-inline-size:none!important;inline-size:704px;block-size:var(--print)!important;transform:scale(var(--fit));transform-origin:0 0}" +
    ".sheet[style]:dir(rtl) iframe{transform-origin:100% 0}";
  var STYLE = ":host{display:block;inline-size:100%;min-inline-size:0;writing-mode:horizontal-tb}@media print{" + PAPER + "}:host([hidden]){display:none}" +
    ":host([hidden='until-found' i]){display:block;content-visibility:hidden}" +
    "iframe,.still{display:block;box-sizing:border-box;inline-size:100%;border:0}" +
    ".still{display:grid;place-content:center;justify-items:center;gap:1rem;border:1px solid #8888;border-radius:4px;font:1rem/1.4 sans-serif}" +
    ".still button{font:inherit;padding:.6rem 1.6rem;cursor:pointer}";

  class UnitVariance extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: "open" });
      this.hear = this.hear.bind(this);
      // What the frame said last, and what it is to be told when it listens.
      this.state = null;
      this.pending = {};
      this.listening = false;
    }

    connectedCallback() {
      window.addEventListener("message", this.hear);
      this.watch = new MutationObserver(() => this.follow());
      this.watch.observe(this, { attributes: true });
      // Where the host moved the element, its frame begins anew, in the state that the reader left.
      this.keys = asked(this);
      this.show();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.hear);
      this.watch.disconnect();
      this.frame = null;
      this.listening = false;
      this.shadowRoot.replaceChildren();
    }

    // Moved by `moveBefore`: everything stays as it is.
    connectedMoveCallback() {}

    name() {
      return this.title || "Unit Variance: " + (this.keys.figure || "lesson");
    }

    reserve(element) {
      var width = this.getBoundingClientRect().width || WIDTHS[0];
      var heights = HEIGHTS[this.keys.figure] || OTHER;
      element.style.blockSize = (this.height || heights[WIDTHS.filter((least) => width < least).length]) + "px";
      var size = this.hasAttribute("height") && parseFloat(this.getAttribute("width"));
      element.style.maxInlineSize = size > 0 ? size + "px" : "";
    }

    show() {
      // A style element would be refused where the host's policy allows it no styles.
      var style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      this.shadowRoot.adoptedStyleSheets = [style];
      this.sheet = document.createElement("div");
      this.sheet.className = "sheet";
      this.shadowRoot.replaceChildren(this.sheet);
      if (this.hasAttribute("preview") && !this.state) this.wait();
      else this.start(this.getAttribute("loading") === "eager");
    }

    // A still place until the reader wants the figure.
    wait() {
      var still = document.createElement("div");
      var title = document.createElement("span");
      var button = document.createElement("button");
      still.className = "still";
      title.textContent = this.name();
      button.type = "button";
      button.textContent = START;
      button.addEventListener("click", () => {
        still.remove();
        this.start(true);
        this.frame.focus();
      });
      still.append(title, button);
      this.sheet.append(still);
      this.reserve(still);
    }

    start(now, apart) {
      var frame = document.createElement("iframe");
      this.frame = frame;
      this.origin = null;
      this.listening = false;
      frame.allow = "clipboard-write; fullscreen";
      frame.loading = now ? "eager" : "lazy";
      frame.title = this.name();
      if (this.getAttribute("name")) frame.name = this.getAttribute("name");
      // A host that keeps its page isolated takes no other page in, except without credentials; this lesson has none.
      if (apart || self.crossOriginIsolated || this.hasAttribute("credentialless")) frame.credentialless = true;
      frame.addEventListener("load", () => setTimeout(() => this.missed(frame), PATIENCE));
      this.reserve(frame);
      frame.src = address(this, this.config);
      this.pending = {};
      this.sheet.append(frame);
    }

    // A frame that says nothing was kept out: by an isolated host; by an address from which only the script was sent elsewhere.
    missed(frame) {
      if (frame !== this.frame || this.origin !== null || !this.isConnected) return;
      if ("credentialless" in frame && !frame.credentialless) {
        frame.remove();
        this.start(true, true);
        return;
      }
      fetch(file, { method: "HEAD" }).then((answer) => {
        var moved = new URL("index.html", answer.url);
        if (this.hasAttribute("src") || moved.href === base.href) return this.refuse(frame);
        base = moved;
        frame.remove();
        this.start(true);
      }).catch(() => this.refuse(frame));
    }

    // Says so, with a link to the figure's own page.
    refuse(frame) {
      if (frame !== this.frame) return;
      var text = document.createElement("p");
      var link = document.createElement("a");
      link.href = frame.src;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = BLOCKED;
      text.append(link);
      this.frame = null;
      this.sheet.replaceChildren(text);
      this.sheet.removeAttribute("style");
    }

    // An attribute changed: only a key that has another value than before is handed on, so that the reader's choices stay.
    follow() {
      var next = asked(this);
      var changes = {};
      for (var key of Object.keys(Object.assign({}, this.keys, next))) {
        if (this.keys[key] !== next[key]) changes[key] = key in next ? next[key] : null;
      }
      this.keys = next;
      if (this.frame) this.frame.title = this.name();
      if (Object.keys(changes).length) this.config = changes;
    }

    // The present state as its link has it: the keys that differ from their defaults.
    get config() {
      return merged(this.state || this.keys, this.pending);
    }

    // Changes the keys that are named; null stands for a key's default.
    set config(keys) {
      var given = {};
      for (var key of Object.keys(keys)) given[key] = keys[key] === null ? null : String(keys[key]);
      if (this.listening) this.send({ unitVariance: "config", config: given });
      else Object.assign(this.pending, given);
    }

    send(message) {
      // An origin without a name ("null") can be addressed in no other way.
      this.frame.contentWindow.postMessage(message, this.origin === "null" ? "*" : this.origin);
    }

    // The frame is known by its window; the origin that it has when it is first heard is its origin from then on.
    hear(event) {
      var data = event.data;
      if (!this.frame || !event.source || event.source !== this.frame.contentWindow) return;
      if (!data || typeof data !== "object" || typeof data.unitVariance !== "string") return;
      if (this.origin === null) this.origin = event.origin;
      if (event.origin !== this.origin) return;
      if (data.unitVariance === "height" && data.height > 0) {
        this.height = Math.ceil(Math.min(data.height, MOST));
        this.frame.style.blockSize = this.height + "px";
        if (data.print > 0) this.sheet.style.setProperty("--print", Math.ceil(Math.min(data.print, MOST)) + "px");
      } else if (data.unitVariance === "ready") {
        this.listening = true;
        this.send({ unitVariance: "hello" });
        if (Object.keys(this.pending).length) this.send({ unitVariance: "config", config: this.pending });
        this.pending = {};
      } else if (data.unitVariance === "change" && data.config) {
        this.state = data.config;
        this.tell("change", { config: this.config, query: data.query });
      } else if (data.unitVariance === "measure" && typeof data.measured === "string") {
        this.tell("measure", JSON.parse(data.measured));
      }
    }

    tell(kind, detail) {
      this.dispatchEvent(new CustomEvent(kind, { detail: detail }));
    }
  }

  if (!customElements.get("unit-variance")) customElements.define("unit-variance", UnitVariance);
})();
