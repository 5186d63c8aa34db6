package dev.terrace.monitoring.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Bodies that may be left out, whatever media type an empty one claims to have: JAX-RS itself would answer 415. */
@Singleton
public class Bodies {
    private final ObjectMapper json;

    @Inject
    public Bodies(ObjectMapper json) {
        this.json = json;
    }

    /** The body as JSON, or that default when there is none. */
    <T> T read(byte[] body, Class<T> type, T absent) {
        if (body.length == 0) {
            return absent;
        }
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new WebApplicationException(e, Response.Status.BAD_REQUEST);
        }
    }
}
