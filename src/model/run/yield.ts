/**
 * Lets the event loop do what is waiting: input, drawing, timers. `setImmediate` where it exists; in a page a message to oneself, since
 * timers there wait 4 ms; a timer where there are no messages, as in a test runner that imitates a page.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { setImmediate, MessageChannel } = globalThis as {
      setImmediate?: (callback: () => void) => void;
      MessageChannel?: typeof globalThis.MessageChannel;
    };
    if (setImmediate !== undefined) {
      setImmediate(resolve);
      return;
    }
    if (MessageChannel === undefined) {
      setTimeout(resolve, 0);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
