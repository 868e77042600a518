/** One alert of Snort, of January 2007, from 192.0.2.1 about port 80 of 198.51.100.2, as a line of its fast log. */
export const alertLine =
	'01/15/2007-03:17:36.000000  [**] [1:2402000:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 198.51.100.2:80\n';
