// The kinds of browser that every journey is made with.

const mobile = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** @type {{ name: string, title: string, script: boolean, context: import('playwright-core').BrowserContextOptions }[]} */
export const PROJECTS = [
  { name: 'desktop', title: 'On a desktop', script: true, context: { viewport: { width: 1280, height: 800 } } },
  { name: 'mobile', title: 'On a mobile', script: true, context: mobile },
  {
    name: 'noscript',
    title: 'On a mobile without JavaScript',
    script: false,
    context: { ...mobile, javaScriptEnabled: false },
  },
];
