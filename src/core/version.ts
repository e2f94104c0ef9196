/** This package's version, as package.json has it (a test keeps them equal). */
export const packageVersion = '0.2.0';
