package routes.common.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses written as text; no name is ever looked up. */
final class IpLiteral {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern FOUR_NUMBERS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    /** A last label that is a number makes a whole host an address (WHATWG URL, "ends in a number"). */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.*");

    private IpLiteral() {}

    /** The address, if it is written in the one way that every resolver reads alike. */
    static Optional<InetAddress> parse(String text) {
        try {
            if (FOUR_NUMBERS.matcher(text).matches()) {
                return Optional.of(InetAddress.getByName(text));
            }
            return COLONS.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName("[" + text + "]"))
                    : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether some resolver would read it as an address: {@code 127.1}, {@code 0x7f000001}, {@code fe80::1%eth0}. */
    static boolean looksLikeOne(String host) {
        return host.indexOf(':') >= 0
                || host.indexOf('%') >= 0
                || ENDS_IN_A_NUMBER.matcher(host).matches();
    }
}
