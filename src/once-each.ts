/** Makes something when it is asked for, once for each key. */
export const onceEach = <Key extends unknown[], Made>(make: (...key: Key) => Promise<Made>) => {
  const made = new Map<string, Promise<Made>>();
  return (...key: Key): Promise<Made> => {
    const name = key.join();
    const one = made.get(name) ?? make(...key);
    made.set(name, one);
    return one;
  };
};
