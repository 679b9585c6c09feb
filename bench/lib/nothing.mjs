// Stands in for Node modules that a library names but does not need in a browser.
export default {};
