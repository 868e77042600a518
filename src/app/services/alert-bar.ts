/** Where the alert bar is, as a selector: its keys are Sguil's. */
export const ALERT_BAR = '[data-alert-bar]';
