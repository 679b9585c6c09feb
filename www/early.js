// What has to be known before anything is laid out: which figure stands alone, and in which colours. Without it a frame would
// show the whole article until the program runs. Whatever else the address says is the program's.
(function () {
  "use strict";

  var root = document.documentElement;
  var address = (location.hash.length > 1 ? location.hash : location.search).replace(/%3D/gi, "=").replace(/%26/g, "&");
  var value = function (key) {
    var found = new RegExp("(?:[#?&;/!]|amp;)" + key + "=([a-z-]+)", "i").exec(address);
    return found ? found[1].toLowerCase() : "";
  };
  var figure = value("figure");
  var theme = value("theme");
  // Where the system chooses the colours, its paper says what suits it.
  var forced = matchMedia("(forced-colors: active)").matches;
  if (!forced && (theme === "light" || theme === "dark")) root.setAttribute("data-theme", theme);
  if (window !== window.parent) root.setAttribute("data-framed", "");
  if (figure) root.setAttribute("data-only", figure);
  addEventListener("DOMContentLoaded", function () {
    var alone = figure && document.querySelector("[data-figure=\"" + figure + "\"]");
    if (alone) alone.setAttribute("data-alone", "");
    else root.removeAttribute("data-only");
    // The host page learns that it was not kept out; what the figure has to say comes from the program.
    if (window !== window.parent) window.parent.postMessage({ unitVariance: "hello" }, "*");
  });
})();
