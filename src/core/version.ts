/** This package's version, as package.json has it (a test keeps them equal). */
export const version = '0.2.0';
