// The one place that knows how the program is loaded, in the page and in a worker, and the one piece of logic outside
// Rust: find out whether this browser can run the program, load it, and say what went wrong if it cannot. A module built for
// SIMD does not start without SIMD, so Rust could not say so itself. The text of the page stays readable whatever happens here.
(function () {
  "use strict";

  var script = document.currentScript;
  var started = performance.now();
  // Longest silence, in milliseconds, before the reader is told that loading takes long.
  var PATIENCE = 20000;
  // The rest of the program once it is compiled, and the workers that wait for it.
  var later, workers = [];
  // The smallest module that uses a vector: `i8x16.popcnt (i8x16.splat 0)`.
  var VECTOR = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
  ]);

  // A sentence of the page's own language, which `site` put into the page: `{error}` and the like are places for values.
  function sentence(key, values) {
    var words = document.getElementById("boot-words");
    var text = (words && words.dataset[key]) || key + " {error}";
    return text.replace(/\{(\w+)\}/g, function (place, name) { return values && name in values ? values[name] : ""; });
  }

  // Shows one sentence at the page's place for it; `button` offers to load it again. An empty text takes it away.
  function say(text, button) {
    var box = document.querySelector("[data-part=boot-failure]");
    if (!box) {
      box = document.createElement("div");
      box.setAttribute("data-part", "boot-failure");
      box.setAttribute("role", "alert");
      document.body.insertBefore(box, document.body.firstChild);
    }
    box.textContent = text;
    box.hidden = !text;
    if (!text || !button) return;
    var again = document.createElement("button");
    again.type = "button";
    again.textContent = sentence("reload");
    again.addEventListener("click", function () { location.reload(); });
    box.appendChild(document.createTextNode(" "));
    box.appendChild(again);
  }

  // What the page shows is decided by `data-boot`: "loading", "ready", "missing" or "failed".
  function state(name) {
    document.documentElement.setAttribute("data-boot", name);
  }

  // The feature that this browser lacks, in words; empty when it has them all.
  function missing() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.validate !== "function") return "WebAssembly";
    if (!WebAssembly.validate(VECTOR)) return sentence("simd");
    if (typeof Worker !== "function") return "Web Workers";
    return "";
  }

  // Why the program could not be loaded, as far as it can be found out, with what helps.
  function cause(error) {
    if (location.protocol === "file:") return Promise.resolve(sentence("disk"));
    var general = sentence("failed", { error: error && error.message ? error.message : error });
    var look = function (name) {
      var url = new URL(script.dataset[name], document.baseURI).href;
      return fetch(url, { method: "HEAD" }).then(function (answer) {
        var type = answer.headers.get("content-type") || "";
        if (!answer.ok) return sentence("absent", { file: url });
        return name === "js" && !/(java|ecma)script/.test(type) ? sentence("type", { file: url, kind: type }) : "";
      }, function () { return sentence("absent", { file: url }); });
    };
    return Promise.all([look("js"), look("wasm")]).then(function (found) { return found[0] || found[1] || general; });
  }

  function failed(error) {
    state("failed");
    console.error(error);
    cause(error).then(function (words) { say(words, true); });
  }

  window.unitVariance = {
    // Says and logs what went wrong in the program, where nothing else can.
    report: function (error) {
      console.error(error);
      say(sentence("stopped", { error: error }), true);
    },
    // A worker that loads the same program. Its first message brings the address of the JavaScript side and the compiled
    // module, so that nothing is loaded or compiled twice.
    spawnWorker: function (module) {
      var worker = new Worker(new URL(script.dataset.worker, document.baseURI));
      worker.postMessage([new URL(script.dataset.js, document.baseURI).href, module]);
      if (later) worker.postMessage(later);
      else workers.push(worker);
      return worker;
    },
    // Links the rest of the program with its first part, whose exports it is given, here and in the workers; where the build
    // left the program whole there is nothing to do.
    loadLater: function (exports, done, failed) {
      if (!script.dataset.later) return void Promise.resolve().then(done);
      fetch(new URL(script.dataset.later, document.baseURI))
        .then(function (response) {
          if (!response.ok) throw new Error(response.status + " " + response.statusText);
          return response.arrayBuffer();
        })
        .then(function (bytes) { return WebAssembly.compile(bytes); })
        .then(function (module) {
          later = module;
          workers.splice(0).forEach(function (worker) { worker.postMessage(later); });
          return WebAssembly.instantiate(later, { "": exports });
        })
        .then(done, failed)
        .then(keep);
    },
  };

  // A copy of the whole lesson for when there is no network. Not inside another page, whose maker decides what is kept; where
  // the browser refuses, nothing is lost.
  function keep() {
    if (!script.dataset.keep || !navigator.serviceWorker || window !== window.top) return;
    navigator.serviceWorker.register(new URL(script.dataset.keep, document.baseURI)).catch(function () {});
  }

  state("loading");
  var lack = missing();
  if (lack) {
    state("missing");
    say(sentence("missing", { feature: lack }), false);
    return;
  }
  // In a sandbox without an origin no worker can be made of a file; one page that holds everything makes its own.
  if (window.origin === "null" && location.protocol !== "file:" && !/^blob:/.test(script.dataset.worker)) {
    state("missing");
    say(sentence("sandboxed"), false);
    return;
  }
  var late = setTimeout(function () {
    say(sentence("late", { seconds: Math.round((performance.now() - started) / 1000) }), true);
  }, PATIENCE);

  import(new URL(script.dataset.js, document.baseURI).href)
    .then(function (program) {
      return program.default({ module_or_path: new URL(script.dataset.wasm, document.baseURI) });
    })
    .then(function () {
      clearTimeout(late);
      state("ready");
      say("");
    })
    .catch(function (error) {
      clearTimeout(late);
      failed(error);
    });
})();
