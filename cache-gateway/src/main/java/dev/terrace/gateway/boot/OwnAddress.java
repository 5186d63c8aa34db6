package dev.terrace.gateway.boot;

import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.Config;

/** Where the other gateways reach this one: as it is set, else the address that the listener is bound to. */
@Singleton
public class OwnAddress {
    private final PeerConfig config;
    private final Config all;
    private final HttpServer server;

    @Inject
    public OwnAddress(PeerConfig config, Config all, HttpServer server) {
        this.config = config;
        this.all = all;
        this.server = server;
    }

    /** To be asked once the listener is there. */
    URI get() {
        return config.url().map(URI::create).orElseGet(this::bound);
    }

    private URI bound() {
        boolean plain = server.getPort() > 0;
        int port = plain ? server.getPort() : server.getSecurePort();
        return URI.create((plain ? "http://" : "https://") + host() + ":" + port);
    }

    /** A listener on all addresses is reached by the machine's name. */
    private String host() {
        String host = all.getOptionalValue("quarkus.http.host", String.class).orElse("127.0.0.1");
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            return host.contains(":") ? "[" + host + "]" : host;
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }
}
