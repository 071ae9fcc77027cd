// Runs before the first paint, so a chosen theme does not flash; a file, because the policy allows no inline script.
try {
  var theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // without storage the system's theme stays
}
