import type { Content } from '../../alerts/content.ts';

/** White text is readable on each. */
export const colours: Readonly<Record<NonNullable<Content['severity']>, string>> = {
  critical: '#a40e26',
  high: '#bc4c00',
  medium: '#7d6000',
  low: '#0969da',
  info: '#59636e',
};

/** For clients that know the colours of the reader's choice. Others show the light ones, or turn them round themselves. */
export const darkStyle = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#0d1117!important;color:#e6edf3!important}
.quiet{color:#9198a1!important}
.code{background:#1c2128!important}
.button{color:#58a6ff!important;border-color:#58a6ff!important}
}`;
