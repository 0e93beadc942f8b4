// breaks: dialects-are-pure
import '../../transport/client';
