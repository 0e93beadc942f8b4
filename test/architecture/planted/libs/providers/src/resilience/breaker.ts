import 'opossum';
