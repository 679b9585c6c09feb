// What has to be known before anything is laid out: in which language, which figure stands alone, and in which colours. Without
// it a frame would show the whole article until the program runs. Whatever else the address says is the program's.
(function () {
  "use strict";

  var root = document.documentElement;
  function address() {
    return location.hash.length > 1 ? location.hash : location.search;
  }
  var value = function (key) {
    var text = address().replace(/%3D/gi, "=").replace(/%26/g, "&");
    var found = new RegExp("(?:[#?&;/!]|amp;)" + key + "=([a-z-]+)", "i").exec(text);
    return found ? found[1].toLowerCase() : "";
  };
  // The page in the language that the address asks for. Where it is the first page's and says nothing at all, or is a frame's and
  // names no language, the reader's browser decides; a link to a section or a state keeps the language that it was made in.
  var framed = window !== window.parent;
  // The one file (xtask, `bundle`), in which this stands inline, may lie somewhere without the other language's.
  var single = !document.currentScript.src;
  function follow() {
    var first = !single && document.querySelector("link[hreflang]").hreflang === root.lang;
    var lang = value("lang") || (first && (framed || address().length < 2) ? (navigator.language || "").toLowerCase() : "");
    var page = lang && document.querySelector("link[hreflang^=\"" + lang.split("-")[0] + "\"]");
    if (page && page.hreflang !== root.lang) location.replace(page.href + location.search + location.hash);
  }
  follow();
  addEventListener("hashchange", follow);
  // The other language opens in the same state, at the same section.
  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[hreflang]");
    if (!link) return;
    var lang = link.hreflang.split("-")[0];
    var state = location.hash.slice(1).split("&").filter(function (entry) { return entry && entry.indexOf("lang=") !== 0; });
    // The address of a section has no keys.
    link.hash = state.length === 1 && state[0].indexOf("=") < 0 ? "lang=" + lang : state.concat("lang=" + lang).join("&");
    try { sessionStorage.setItem(PLACE, JSON.stringify(place())); } catch (error) { /* A page without storage opens at its top. */ }
  });
  var PLACE = "unit-variance place";

  // The last heading above the middle of the window, and how far above its top edge it stands.
  function place() {
    var found = null;
    document.querySelectorAll("main [id]").forEach(function (element) {
      var top = element.getBoundingClientRect().top;
      if (/^H[23]$/.test(element.tagName) && top < innerHeight / 2) found = { id: element.id, top: top };
    });
    return found;
  }

  function back() {
    if (kept) sessionStorage.removeItem(PLACE);
    var heading = kept && document.getElementById(kept.id);
    if (!heading) return;
    // The figures above take their true height as they start: for some frames.
    var left = 20;
    (function reach() {
      var off = heading.getBoundingClientRect().top - kept.top;
      if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
      if (left-- > 0) requestAnimationFrame(reach);
    })();
  }

  // The figures above a section take their true height as they start. Where the browser does not keep what is seen in place, this does,
  // until all of them are there; a place that the reader moved away from is left alone.
  function stay() {
    var section = named() && document.getElementById(location.hash.slice(1));
    if (!section || CSS.supports("overflow-anchor", "auto")) return;
    var top = 0, before = null;
    (function look() {
      var seen = section.getBoundingClientRect().top;
      if (before === null || Math.abs(seen + scrollY - before) > 1) scrollBy({ top: seen - top, behavior: "instant" });
      top = section.getBoundingClientRect().top;
      before = top + scrollY;
      var over = document.querySelector("footer.laid") || /failed|missing/.test(root.getAttribute("data-boot"));
      if (!over) requestAnimationFrame(look);
    })();
  }

  // Whether the address is a section's.
  function named() { return location.hash.length > 1 && location.hash.indexOf("=") < 0; }

  // A place in the text is where it will be once all above it is laid out. Where the reader is on the way to one, that does not wait.
  function lay() { root.setAttribute("data-laid", ""); }
  var visit = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  var kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(PLACE)); } catch (error) { /* As above. */ }
  if (kept || named() || visit && visit.type !== "navigate") lay();
  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^=\"#\"]");
    if (link && !document.querySelector("footer.laid")) lay();
  }, true);

  var figure = value("figure");
  var theme = value("theme");
  // Where the system chooses the colours, its paper says what suits it.
  var forced = matchMedia("(forced-colors: active)").matches;
  if (!forced && (theme === "light" || theme === "dark")) root.setAttribute("data-theme", theme);
  if (framed) root.setAttribute("data-framed", "");
  if (figure) root.setAttribute("data-only", figure);
  addEventListener("DOMContentLoaded", function () {
    var alone = figure && document.querySelector("[data-figure=\"" + figure + "\"]");
    if (alone) alone.setAttribute("data-alone", "");
    else root.removeAttribute("data-only");
    back();
    stay();
    // The host page learns that it was not kept out; what the figure has to say comes from the program.
    if (framed) window.parent.postMessage({ unitVariance: "hello" }, "*");
  });
})();
