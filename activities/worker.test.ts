describe('the process of the worker', () => {
  const whole = process.env;
  afterEach(() => {
    process.env = whole;
    jest.restoreAllMocks();
  });

  it('ends with 1 and names what is missing when its environment is not whole', async () => {
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const ended = new Promise<unknown>((resolve) => {
      jest.spyOn(process, 'exit').mockImplementation(((code?: number) => resolve(code)) as typeof process.exit);
    });
    process.env = { ...whole, SMTP_URL: '', TEMPORAL_ADDRESS: '' };
    jest.requireActual('./worker');
    expect(await ended).toBe(1);
    const text = told.mock.calls.flat().join('');
    for (const name of ['SMTP_URL', 'TEMPORAL_ADDRESS']) expect(text).toContain(`${name}: is not set`);
  });
});
