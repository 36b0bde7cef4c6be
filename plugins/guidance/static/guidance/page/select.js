/** Chooses a value of a list that may not hold it yet. */
export function choose(select, value, label) {
  if (![...select.options].some((option) => option.value === value)) select.prepend(new Option(label, value));
  select.value = value;
}
