"""A browser whose zone data is from before the changes of 2026, as a script that runs before the page's own."""

import json

# a zone as its rule was: that of another zone, which still goes by it
AS_BEFORE = {
    "America/Vancouver": "America/Los_Angeles",
    "Canada/Pacific": "America/Los_Angeles",
    "America/Edmonton": "America/Denver",
    "America/Inuvik": "America/Denver",
    "America/Yellowknife": "America/Denver",
    "America/Winnipeg": "America/Chicago",
    "America/Rainy_River": "America/Chicago",
    "America/Havana": "America/New_York",
    "Africa/Casablanca": "Etc/GMT-1",
    "Africa/El_Aaiun": "Etc/GMT-1",
}
UNKNOWN = ["America/Coyhaique", "Europe/Neverland"]
SCRIPT = f"""{{
  const before = {json.dumps(AS_BEFORE)}, unknown = {json.dumps(UNKNOWN)}, Own = Intl.DateTimeFormat;
  const own = Own().resolvedOptions().timeZone;
  const Older = function (language, options = {{}}) {{
    const zone = options.timeZone ?? own;
    if (unknown.includes(zone)) throw new RangeError(`Invalid time zone specified: ${{zone}}`);
    const made = new Own(language, {{ ...options, timeZone: before[zone] ?? zone }});
    const told = made.resolvedOptions.bind(made);
    made.resolvedOptions = () => ({{ ...told(), timeZone: zone }});
    return made;
  }};
  Older.prototype = Own.prototype;
  Intl.DateTimeFormat = Older;
}}"""
