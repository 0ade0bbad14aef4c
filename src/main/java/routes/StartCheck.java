package routes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.wiring.Setting;

/** What must hold before the application starts; every problem is named at once, with its remedy. */
final class StartCheck {
    private static final Pattern SWITCH = Pattern.compile("veaiops\\.alarms\\.([a-z0-9-]+)\\.enabled");
    private static final Map<String, String> REQUIRED = required();

    private static final List<String> SERVERS = List.of("veaiops.http", "veaiops.management");
    private static final int SHORTEST_TOKEN = 16;
    private static final int MOST_PORT = 65_535;

    private final List<String> sources;
    private final Function<String, Optional<String>> settings;

    /**
     * @param known every setting there is; {@code veaiops.alarms.<source>.enabled} names the sources
     * @param settings the effective value of a property
     */
    StartCheck(List<Setting> known, Function<String, Optional<String>> settings) {
        this.sources = known.stream()
                .map(setting -> SWITCH.matcher(setting.name()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .toList();
        this.settings = name -> settings.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What production must not start without. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        REQUIRED.forEach((name, remedy) -> {
            if (settings.apply(name).isEmpty()) {
                missing.add(Setting.environmentVariable(name) + ": " + remedy);
            }
        });
        boolean open = settings.apply("veaiops.alarms.open-networks").isPresent();
        for (String source : sources) {
            if (!open && enabled(source) && settings.apply(tokenOf(source)).isEmpty()) {
                missing.add(Setting.environmentVariable(tokenOf(source)) + ": the token that " + source
                        + " sends with its alarms, or switch the source off with "
                        + Setting.environmentVariable(switchOf(source)) + "=false");
            }
        }
        return missing;
    }

    /** Tokens that can be guessed. @param names of all settings that are given */
    List<String> weakTokens(Set<String> names) {
        return names.stream()
                .filter(name -> name.equals("veaiops.admin.token") || name.startsWith(tokenOf("")))
                .sorted()
                .filter(name -> settings.apply(name).stream()
                        .flatMap(tokens -> Arrays.stream(tokens.split(",")))
                        .map(String::strip)
                        .anyMatch(token -> !token.isEmpty() && token.length() < SHORTEST_TOKEN))
                .map(name -> Setting.environmentVariable(name) + ": a token must have " + SHORTEST_TOKEN
                        + " characters or more; openssl rand -hex 16 makes one")
                .distinct()
                .toList();
    }

    /** Ports that the servers cannot listen on. */
    List<String> unusablePorts() {
        List<String> unusable = new ArrayList<>();
        SERVERS.forEach(server -> port(server)
                .ifPresentOrElse(
                        port -> objection(host(server), port)
                                .ifPresent(reason -> unusable.add(unusable(server, port, reason))),
                        () -> unusable.add(server + ".port must be a number from 0 to 65535")));
        List<Integer> chosen = SERVERS.stream()
                .flatMap(server -> port(server).stream())
                .filter(port -> port != 0)
                .toList();
        if (unusable.isEmpty() && chosen.size() > chosen.stream().distinct().count()) {
            unusable.add(String.join(".port and ", SERVERS) + ".port are both " + chosen.get(0) + ": choose two ports");
        }
        return unusable;
    }

    /** What a person reads of the port of a server that could not listen. */
    String unusable(int port, String reason) {
        String server = SERVERS.stream()
                .filter(one -> port(one).equals(Optional.of(port)))
                .findFirst()
                .orElse(SERVERS.get(0));
        return unusable(server, port, reason);
    }

    private String unusable(String server, int port, String reason) {
        String setting = server + ".port";
        return "port " + port + " of " + host(server) + " cannot be listened on (" + reason
                + "): choose another one with -D" + setting + "=<port> or " + Setting.environmentVariable(setting)
                + " (0 is any free one)";
    }

    private String host(String server) {
        return settings.apply(server + ".host").orElse("0.0.0.0");
    }

    /** Empty when it is no port. */
    private Optional<Integer> port(String server) {
        String port = settings.apply(server + ".port").orElse("0");
        return Optional.of(port)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(number -> number <= MOST_PORT);
    }

    static int anyFreePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no free port", e);
        }
    }

    private boolean enabled(String source) {
        return settings.apply(switchOf(source)).map(Boolean::parseBoolean).orElse(true);
    }

    private static Optional<String> objection(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String tokenOf(String source) {
        return "veaiops.alarms.token." + source;
    }

    private static String switchOf(String source) {
        return "veaiops.alarms." + source + ".enabled";
    }

    private static Map<String, String> required() {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("veaiops.mongodb.uri", "where MongoDB is, such as mongodb://host:27017/veaiops");
        required.put("veaiops.kafka.brokers", "where Kafka is, such as host1:9092,host2:9092");
        required.put("veaiops.encryption.keys", "the keys that stored secrets are encrypted with");
        required.put("veaiops.admin.token", "the bearer token of the manager API; a long random text");
        return required;
    }
}
