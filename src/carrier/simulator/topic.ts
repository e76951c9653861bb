/** One kind of thing that happens, and who wants to know. Listeners are told in the order they subscribed. */
export interface Topic<T> {
  publish(value: T): void;
  /** The result unsubscribes. */
  subscribe(listener: (value: T) => void): () => void;
}

export function createTopic<T>(): Topic<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    publish(value) {
      for (const listener of Array.from(listeners))
        if (listeners.has(listener)) listener(value);
    },
    subscribe(listener) {
      const own = (value: T): void => listener(value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
