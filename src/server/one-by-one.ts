/** Does work of one name after the other, and of different names at once. A failure is its own work's alone. */
export function createOneByOne() {
  const last = new Map<string, Promise<unknown>>();
  return <Result>(
    name: string,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const done = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, done);
    const forget = () => {
      if (last.get(name) === done) last.delete(name);
    };
    done.then(forget, forget);
    return done;
  };
}
