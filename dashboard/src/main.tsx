import '@mantine/core/styles.css';
import './app/style.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { styleNonce } from './app/style-nonce';

// Dialogs lock scrolling through a package that takes its nonce from here, not from Mantine.
const nonce = styleNonce();
if (nonce !== '') setNonce(nonce);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the dashboard.');
createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} />
  </StrictMode>,
);
