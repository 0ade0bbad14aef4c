package routes.channel.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The addresses of a text, with commas, semicolons or line breaks between them.
 *
 * @param good each once
 * @param bad what is none, as it was written
 */
record MailAddresses(List<InternetAddress> good, List<String> bad) {
    /** A message to more is a mailing list's work. */
    static final int MOST = 50;

    /** Not within quotes, where a name may hold commas. */
    private static final Pattern BETWEEN = Pattern.compile("[,;\\r\\n]+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern WHOLE = Pattern.compile("[^\\s@<>\"]{1,64}@[A-Za-z0-9.-]{1,255}");

    MailAddresses {
        good = List.copyOf(good);
        bad = List.copyOf(bad);
    }

    static MailAddresses of(String text) {
        Map<String, InternetAddress> good = new LinkedHashMap<>();
        List<String> bad = new ArrayList<>();
        Arrays.stream(BETWEEN.split(text))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    try {
                        InternetAddress address = new InternetAddress(part, true);
                        if (good.size() >= MOST
                                || !WHOLE.matcher(address.getAddress()).matches()) {
                            bad.add(part);
                        } else {
                            good.putIfAbsent(address.getAddress(), address);
                        }
                    } catch (AddressException e) {
                        bad.add(part);
                    }
                });
        return new MailAddresses(List.copyOf(good.values()), bad);
    }
}
