import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Shade 8 in both schemes: lighter ones put white text on too light a ground. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Mantine's grey for secondary text is too pale for small letters. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5a6168', '--mantine-color-error': '#c92a2a' },
  dark: { '--mantine-color-dimmed': '#adb5bd', '--mantine-color-error': '#ff8787' },
});
