// breaks: express-only-in-apps
import 'express';
