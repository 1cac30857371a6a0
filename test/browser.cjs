// jsdom without a network of its own: what every browser has and jsdom lacks comes from Node.
const { TestEnvironment } = require('jest-environment-jsdom');
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    const location = this.dom.window.location;
    // A browser reads an address from where the page lies.
    class PageRequest extends Request {
      constructor(input, init) {
        super(input instanceof Request ? input : new URL(String(input), location.href), init);
      }
    }
    const { fetch, Response, Headers, AbortSignal, AbortController, structuredClone } = globalThis;
    Object.assign(this.global, {
      fetch,
      Request: PageRequest,
      Response,
      Headers,
      AbortSignal,
      AbortController,
      structuredClone,
    });
  }
};
