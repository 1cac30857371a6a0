import { later, no, NOTHING_CHANGED } from './refusal';

const NOT_KEPT = 'The file was not kept. What you had before stays as it was.';

/** What a file is refused with. */
export const FILE_ERRORS = {
  file_not_found: no('There is no such file among yours.', NOTHING_CHANGED, 'Choose the file again and send it anew.'),
  file_type_refused: no(
    'This is not a kind of file that we take here; we look at the content, not at the name.',
    NOT_KEPT,
    'Save it as one of the kinds named in the answer and send that.',
  ),
  file_too_large: no(
    'The file is larger than we take here.',
    NOT_KEPT,
    'Make it smaller; the limit stands in the answer.',
  ),
  file_incomplete: no(
    'Fewer or more bytes arrived than were announced.',
    NOT_KEPT,
    'Send the file again, on a better connection if you can.',
  ),
  file_damaged: no(
    'The file is damaged, or not what it claims to be.',
    NOT_KEPT,
    'Open it on your device, save it again and send the new copy.',
  ),
  file_infected: no(
    'The virus check found something in this file.',
    `${NOT_KEPT} Nobody has seen the file.`,
    'Check your device, and send a clean copy.',
  ),
  file_not_scanned: later(
    'The virus check does not answer at the moment, and documents are not taken without it.',
    'The file waits for a day; nobody has seen it.',
    'Finish the upload again in a few minutes.',
  ),
  file_not_uploaded: no(
    'The content of this file has not arrived.',
    NOTHING_CHANGED,
    'Send the content first; if its link has run out, ask for a new one.',
  ),
  file_limit_reached: no(
    'More of your files wait to be used than we keep for one person.',
    NOTHING_CHANGED,
    'Use or discard some of them; what is not used goes by itself after a day.',
  ),
  image_too_small: no(
    'The picture is too small to be shown well.',
    NOT_KEPT,
    'Choose a larger one; the shortest side we take stands in the answer.',
  ),
  image_too_large: no(
    'The picture has more pixels than we take.',
    NOT_KEPT,
    'Make it smaller; the limit stands in the answer.',
  ),
  file_link_invalid: no(
    'This link is not good, or no longer: links to files are for one person and a few minutes.',
    NOTHING_CHANGED,
    'Go back to the page that showed the file and open it from there.',
  ),
} as const;
