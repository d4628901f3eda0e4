/** What every control of a form is given. */
export interface Control {
  id: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-required': boolean | undefined;
}
