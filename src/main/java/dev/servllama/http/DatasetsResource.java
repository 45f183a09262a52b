package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.DatasetSearchRequest;
import dev.servllama.openai.Deleted;
import dev.servllama.openai.ListPage;
import dev.servllama.openai.TrainingExample;
import dev.servllama.training.Datasets;
import dev.servllama.training.ExampleStream;
import dev.servllama.training.StoredExample;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /v1/training/datasets} and what is below it. */
@Path("v1/training/datasets")
public final class DatasetsResource {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final Datasets datasets;
  private final RequestGate gate;
  private final ObjectMapper mapper;

  /** Everything comes from the application's wiring. */
  @Inject
  public DatasetsResource(Datasets datasets, RequestGate gate, ObjectMapper mapper) {
    this.datasets = datasets;
    this.gate = gate;
    this.mapper = mapper;
  }

  /** All datasets. */
  @GET
  public Response list(@Context HttpServletRequest request) {
    return json(
        ListPage.whole(
            datasets.list(Callers.of(request).owner()).stream()
                .map(TrainingWire::dataset)
                .toList()));
  }

  /** A page of a dataset's examples, or all of them as JSON lines. */
  @GET
  @Path("{name}")
  public Response get(
      @Context HttpServletRequest request,
      @PathParam("name") String name,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after,
      @QueryParam("format") String format,
      @HeaderParam("Accept") String accept) {
    String owner = Callers.of(request).owner();
    Optional<DatasetExport.Format> lines = DatasetExport.format(format, accept);
    if (lines.isEmpty()) {
      return json(page(owner, name, Optional.ofNullable(after), limit(limit)));
    }
    refuse("limit", limit);
    refuse("after", after);
    ExampleStream all = datasets.read(owner, name, Optional.empty(), Integer.MAX_VALUE);
    return Response.ok(new DatasetExport(all, lines.get(), mapper), "application/jsonl")
        .header("Content-Disposition", "attachment; filename=\"%s.jsonl\"".formatted(name))
        .build();
  }

  /** Finds the examples that are nearest in meaning to a text. */
  @POST
  @Path("{name}/search")
  public void search(
      @Context HttpServletRequest request,
      @PathParam("name") String name,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    String owner = Callers.of(request).owner();
    exchange.accept(
        gate,
        body -> {
          DatasetSearchRequest search = DatasetSearchRequest.read(body);
          return () ->
              exchange.succeed(
                  ListPage.whole(
                      datasets.search(owner, name, search.query(), search.limit()).stream()
                          .map(hit -> TrainingWire.example(hit.example(), hit.score()))
                          .toList()));
        });
  }

  /** Deletes a dataset. */
  @DELETE
  @Path("{name}")
  public Response delete(@Context HttpServletRequest request, @PathParam("name") String name) {
    datasets.delete(Callers.of(request).owner(), name);
    return json(new Deleted("training.dataset", name, true));
  }

  private ListPage page(String owner, String name, Optional<String> after, int limit) {
    List<TrainingExample> examples = new ArrayList<>();
    // One more tells whether there is a next page.
    try (ExampleStream stream = datasets.read(owner, name, after, limit + 1)) {
      Optional<StoredExample> next = stream.next();
      while (next.isPresent() && examples.size() < limit) {
        examples.add(TrainingWire.example(next.get(), null));
        next = stream.next();
      }
      int count = examples.size();
      return new ListPage(
          examples,
          count == 0 ? null : examples.get(0).id(),
          count == 0 ? null : examples.get(count - 1).id(),
          next.isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines are always the whole dataset. */
  private static void refuse(String name, String given) {
    if (given != null) {
      throw InvalidRequestException.of(
          name, "'%s' is for pages; with a 'format' the dataset comes whole.".formatted(name));
    }
  }

  private static int limit(String given) {
    if (given == null) {
      return DEFAULT_LIMIT;
    }
    if (!given.matches("[0-9]{1,3}")
        || Integer.parseInt(given) < 1
        || Integer.parseInt(given) > MAX_LIMIT) {
      throw InvalidRequestException.of(
          "limit", "Invalid 'limit': expected a whole number from 1 to %d.".formatted(MAX_LIMIT));
    }
    return Integer.parseInt(given);
  }

  private static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
