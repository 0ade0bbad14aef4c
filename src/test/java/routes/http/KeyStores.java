package routes.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of a server and of a client that know each other, made by keytool in a folder. */
public record KeyStores(Path folder) {
    public static final String PASSWORD = "changeit-in-tests";

    public static KeyStores in(Path folder) throws Exception {
        KeyStores stores = new KeyStores(folder);
        for (String one : List.of("server", "client", "stranger")) {
            String key = "-genkeypair -keyalg RSA -keysize 2048 -validity 2 -ext san=ip:127.0.0.1 -dname CN=" + one;
            stores.keytool(one, key + " -alias " + one);
            stores.keytool(one, "-exportcert -rfc -alias " + one + " -file " + stores.certificate(one));
        }
        stores.keytool("server-trusts", "-importcert -noprompt -alias client -file " + stores.certificate("client"));
        stores.keytool("client-trusts", "-importcert -noprompt -alias server -file " + stores.certificate("server"));
        return stores;
    }

    public Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    private void keytool(String store, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-keystore", store(store).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path output = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(output));
        }
    }

    /** What a client needs that trusts the server. @param key the store of its own key; empty for none */
    public SSLContext client(String key) throws GeneralSecurityException, IOException {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(read("client-trusts"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(key.isEmpty() ? null : read(key), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    /** The private key of one of them. */
    public PrivateKey key(String name) throws GeneralSecurityException, IOException {
        return (PrivateKey) read(name).getKey(name, PASSWORD.toCharArray());
    }

    public X509Certificate certificateOf(String name) throws GeneralSecurityException, IOException {
        return (X509Certificate) read(name).getCertificate(name);
    }

    private KeyStore read(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store(name))) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store;
    }
}
