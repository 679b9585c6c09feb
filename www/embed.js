// <unit-variance figure="cube" norm="group" groups="4"></unit-variance> shows one figure of the lesson in a page of
// any origin. It becomes an iframe on the lesson's own page (a worker must share its page's origin) and grows with its
// content. Every attribute is a key of the lesson's URL language, with or without `data-` before it; `title` names the
// frame, and what HTML gives to every element (`class`, `style` …) stays with the element.
(function () {
  "use strict";

  var base = new URL("index.html", document.currentScript.src);
  var OWN = ["title", "style", "class", "id", "lang", "slot", "hidden"];

  function address(element) {
    var query = new URLSearchParams();
    for (var attribute of element.attributes) {
      if (OWN.indexOf(attribute.name) < 0) query.append(attribute.name.replace(/^data-/, ""), attribute.value);
    }
    if (element.lang) query.append("lang", element.lang);
    var url = new URL(base);
    url.hash = query.toString();
    return url.href;
  }

  class UnitVariance extends HTMLElement {
    connectedCallback() {
      if (!this.frame) {
        this.frame = document.createElement("iframe");
        this.frame.style.cssText = "display:block;width:100%;border:0;height:40rem";
        this.frame.allow = "clipboard-write";
        this.frame.loading = "lazy";
        this.hear = this.hear.bind(this);
      }
      this.frame.title = this.title || "Unit Variance: " + (this.getAttribute("figure") || "lesson");
      this.frame.src = address(this);
      if (!this.style.display) this.style.display = "block";
      this.appendChild(this.frame);
      window.addEventListener("message", this.hear);
      this.watch = new MutationObserver(() => this.follow());
      this.watch.observe(this, { attributes: true });
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.hear);
      this.watch.disconnect();
    }

    // An attribute changed: only the hash of the frame's address differs, so the figure goes on without a new load.
    follow() {
      var next = address(this);
      if (this.frame.src !== next) this.frame.src = next;
    }

    // The page inside says how tall it is: { unitVariance: "height", height: CSS pixels }.
    hear(event) {
      if (event.source !== this.frame.contentWindow || event.origin !== base.origin) return;
      var data = event.data;
      if (data && data.unitVariance === "height" && data.height > 0) {
        this.frame.style.height = Math.ceil(Math.min(data.height, 20000)) + "px";
      }
    }
  }

  if (!customElements.get("unit-variance")) customElements.define("unit-variance", UnitVariance);
})();
