/** Whether the browser has yet to parse the end of the page, where the details are. */
export const isLoading = (): boolean => document.readyState === 'loading';

export const loaded = (): Promise<void> =>
  new Promise((done) => {
    if (isLoading()) document.addEventListener('DOMContentLoaded', () => done());
    else done();
  });
