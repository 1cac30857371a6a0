/** What a scanner says about a file. `unknown`: it did not answer, or did not finish; nothing is said about the file. */
export type ScanResult = 'clean' | 'infected' | 'unknown';

/** Looks for malware. Never rejects: not knowing is an answer, and what it means is the caller's to decide. */
export interface Antivirus {
  scan(content: Buffer): Promise<ScanResult>;
}
