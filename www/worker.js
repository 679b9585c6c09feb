// The first message brings the page's own program: the address of its JavaScript side and the compiled module, so that
// nothing is loaded or compiled twice. A module that comes by itself is the rest of the program, which is linked with it (boot.js,
// `loadLater`). Everything else is Rust (src/page/workers/worker.rs), which listens from then on.
let started;
addEventListener("message", (event) => {
  if (!(event.data instanceof WebAssembly.Module)) return;
  event.stopImmediatePropagation();
  // At once: the next message may need it.
  started.then((exports) => new WebAssembly.Instance(event.data, { "": exports })).catch(fail);
});
onmessage = ({ data: [address, module] }) => {
  onmessage = null;
  // Where one file holds everything (xtask, `bundle`) the JavaScript side is here already.
  started = (self.program ? Promise.resolve(self.program) : import(address)).then((program) => program.default({ module_or_path: module }));
  started.catch(fail);
};
// A rejected promise stays in here; an error that is thrown reaches the page.
const fail = (error) => setTimeout(() => { throw error; });
