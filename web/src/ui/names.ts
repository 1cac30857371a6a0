/** How people call each other: "Aurelia" of "Aurelia Brandt". */
export const firstName = (name: string): string => name.split(' ')[0] ?? name;
