/** Has what concerns the same key be done one after the other, in this process. */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <Result>(key: string, act: () => Promise<Result>): Promise<Result> => {
    const before = last.get(key) ?? Promise.resolve();
    const acting = before.then(act);
    const ended = acting.catch(() => undefined);
    last.set(key, ended);
    try {
      return await acting;
    } finally {
      if (last.get(key) === ended) last.delete(key);
    }
  };
};
