// breaks: apps-are-strangers
import '../../gateway/src/leaf';
