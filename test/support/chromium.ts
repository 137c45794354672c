import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Chromium of this system: playwright-core comes without a browser. */
const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => ['/usr/bin', '/snap/bin', '/usr/local/bin'].map((folder) => `${folder}/${name}`))
  .concat('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  .find((path) => existsSync(path));

/** Tests that need it are skipped where this is false. */
export const hasChromium = executablePath !== undefined;

if (!hasChromium) process.stderr.write('There is no Chromium: pages are not tested in a browser.\n');

/** Throws where there is none. Its sandbox does not start for root, as whom containers run. */
export const launchChromium = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('there is no Chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};
