// breaks: undici-only-in-transport
import 'undici';
