// The first message brings the page's own program: the address of its JavaScript side and the compiled module, so that
// nothing is loaded or compiled twice. Everything else is Rust (src/page/workers/worker.rs), which listens from then on.
onmessage = ({ data: [address, module] }) => {
  onmessage = null;
  import(address)
    .then((program) => program.default({ module_or_path: module }))
    // A rejected promise stays in here; an error that is thrown reaches the page.
    .catch((error) => setTimeout(() => { throw error; }));
};
