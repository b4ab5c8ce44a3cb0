SELECT sum(rate) AS total FROM rows
