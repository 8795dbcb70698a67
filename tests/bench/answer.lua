-- For wrk: each request is one answer by a fresh card.
-- Words: file of codes, lines to skip, lines to use, path before the code, body
local paths, at = {}, 0

function init(args)
	local skip, most, number = tonumber(args[2]), tonumber(args[3]), 0
	for line in io.lines(args[1]) do
		number = number + 1
		if number > skip + most then break end
		if number > skip then paths[#paths + 1] = args[4] .. line end
	end
	wrk.method = "POST"
	wrk.body = args[5]
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
	at = at + 1
	return wrk.format(nil, paths[at] or "/no-more-cards")
end
