import * as fc from "fast-check";

// The report of a property that failed tells why in its own text: the runner prints no error's `cause`.
fc.configureGlobal({ includeErrorInReport: true });
